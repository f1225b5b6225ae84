package shop;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.support.AbstractAnnotationConfigDispatcherServletInitializer;

/** Found by the container, without a web.xml. */
public class Start extends AbstractAnnotationConfigDispatcherServletInitializer {
  @Configuration
  @EnableWebMvc
  @Import(Api.class)
  static class Config {}

  @Override
  protected Class<?>[] getRootConfigClasses() {
    return null;
  }

  @Override
  protected Class<?>[] getServletConfigClasses() {
    return new Class<?>[] {Config.class};
  }

  @Override
  protected String[] getServletMappings() {
    return new String[] {"/api/*"};
  }
}
