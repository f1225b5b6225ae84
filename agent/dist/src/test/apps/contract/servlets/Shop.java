import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Set;

/** The shop by servlets of any container, from Servlet 3.0 on. Files are the default servlet's. */
public final class Shop implements ServletContainerInitializer {
  /** Where a container finds the error page for 418, by its own way to be told. */
  static final String ERROR_PAGE = "/error-page";

  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    add(context, new Answers.Order(), "/orders/*");
    add(context, new Answers.Ok(), "/any");
    add(context, new Answers.Ok(), "/private");
    add(context, new Answers.Ok(), "/legacy.do");
    add(context, new Answers.Ok(), "*.jsp");
    add(context, new Answers.Ok(), "/ignore");
    add(context, new Answers.Status(), "/status");
    add(context, new Answers.SendError(), "/send-error");
    add(context, new Answers.Fail(), "/throw");
    add(context, new Answers.FailLate(), "/throw-late");
    add(context, new Answers.FailAfterwards(), "/throw-afterwards");
    add(context, new Answers.Later(), "/async");
    add(context, new Answers.Forward(), "/forward");
    add(context, new Answers.Forward(), "/forward-from/*");
    add(context, new Answers.Include(), "/include");
    add(context, new Answers.AsyncDispatch(), "/async-dispatch");
    add(context, new Answers.Size(), "/size");
    add(context, new Answers.Size(), "/gzip");
    add(context, new Answers.Chunked(), "/chunked");
    add(context, new Answers.Echo(), "/echo");
    add(context, new Answers.SlowBody(), "/slow-body");
    add(context, new Answers.ErrorPage(), ERROR_PAGE);
    add(context, new Holding.Hold(null, null), "/hold");
    add(context, new Holding.Hold("text/plain", "begun"), "/begin-and-hold");
    add(context, new Holding.Hold("text/event-stream", "data: begun\n\n"), "/events");
    add(context, new Holding.Count(), "/control/held");
    add(context, new Holding.Release(), "/control/release");
    addUpgrade(context);
    FilterRegistration.Dynamic filter = context.addFilter("refusing", new Answers.Refusing());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/private");
  }

  private static void add(ServletContext context, Servlet servlet, String pattern) {
    ServletRegistration.Dynamic added = context.addServlet(pattern, servlet);
    added.setAsyncSupported(true);
    added.addMapping(pattern);
  }

  /** Its class is not there for containers of Servlet 3.0. */
  private static void addUpgrade(ServletContext context) {
    try {
      add(context, (Servlet) Class.forName("Upgrading").newInstance(), "/upgrade");
    } catch (ClassNotFoundException e) {
      // Servlet 3.0
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
