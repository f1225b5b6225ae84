package io.pillion.dist;

import java.util.List;

/** Javalin, which brings a Jetty. */
class JavalinContractIT extends ServerContract implements ContractTemplates {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(
            javalin3Or4("3.13.13", "9.4.45.v20220203", 8)
                .replacing("{id}", ":id")
                .replacing("{line}", ":line")
                .replacing(
                    "ctx.future(() -> answer.thenAccept(ctx::result))", "ctx.result(answer)"),
            javalin("6.7.0", "11.0.25", 17)),
        List.of(
            javalin3Or4("4.6.8", "9.4.51.v20230217", 8)
                .replacing(
                    "ctx.future(() -> answer.thenAccept(ctx::result))", "ctx.future(answer)"),
            javalin("5.6.5", "11.0.17", 11)
                .replacing("config.router.contextPath", "config.routing.contextPath"),
            javalin("7.0.0", "12.1.6", 17)
                .replacing("// from 7 on: ", "")
                .replacing("    routes(app);\n", "")
                .replacing("routes(Javalin app)", "routes(io.javalin.config.RoutesConfig app)")
                .calls("/socket", "/shop/socket")));
  }

  private static ContractServer javalin3Or4(String version, String jetty, int java) {
    return javalin(version, jetty, java)
        .replacing("jakarta.servlet", "javax.servlet")
        .replacing("config.router.contextPath", "config.contextPath")
        .replacing("config.http.prefer405over404", "config.prefer405over404")
        .replacing("config.staticFiles.add(", "config.addStaticFiles(")
        .replacing("ctx.req()", "ctx.req")
        .replacing("ctx.res()", "ctx.res");
  }

  private static ContractServer javalin(String version, String jetty, int java) {
    return new ContractServer("Javalin " + version, "jetty", jetty, java)
        .libraries("io.javalin:javalin:" + version)
        .sources("servlets", "javalin")
        .compiledFor(java)
        .without(
            ContractServer.Ability.HTTP_2,
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.EXCEPTIONS, // it answers them itself
            ContractServer.Ability.UNREAD_BODIES,
            ContractServer.Ability.HALF_CLOSED)
        .calls("/orders/7", "/shop/orders/{id}")
        .calls("POST /orders/7", "/shop/*")
        .calls("/private", "/shop/*")
        .calls("/files/hello.txt", "/shop/*")
        .calls("/socket", "/shop/*")
        .calls("/absent", "/shop/*");
  }
}
