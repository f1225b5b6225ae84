public class App {
  public static void main(String[] args) throws Exception {
    io.pillion.testapp.TestApp.main(args);
  }
}
