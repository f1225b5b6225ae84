# The stack's own two small programs: the page of sent alerts with the runbook, and the demo's one address.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY src/main .
RUN javac -d /classes $(find java -name '*.java') && cp -r resources/. /classes

FROM eclipse-temurin:25-jre
COPY --from=build /classes /classes
COPY README.md /README.md
ENV CLASSPATH=/classes
USER 10001:10001
CMD ["java", "io.pillion.compose.AlertLog", "9099", "/README.md"]
