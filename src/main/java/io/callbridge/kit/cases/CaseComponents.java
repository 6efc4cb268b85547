package io.callbridge.kit.cases;

import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/**
 * What a case needs of what the platform adds to a bridge: the web server, logins and Camel;
 * nothing that watches.
 */
@Configuration(proxyBeanMethods = false)
@Import(CaseComponents.Needed.class)
class CaseComponents {

  static final class Needed extends AutoConfigurationImportSelector {

    private static final String BOOT = "org.springframework.boot.autoconfigure.";
    private static final String CAMEL = "org.apache.camel.";
    private static final Set<String> OF_BOOT =
        Set.of(
            "availability.ApplicationAvailabilityAutoConfiguration",
            "context.ConfigurationPropertiesAutoConfiguration",
            "context.PropertyPlaceholderAutoConfiguration",
            "http.HttpMessageConvertersAutoConfiguration",
            "jackson.JacksonAutoConfiguration",
            "security.servlet.SecurityAutoConfiguration",
            "security.servlet.SecurityFilterAutoConfiguration",
            "task.TaskExecutionAutoConfiguration",
            "thymeleaf.ThymeleafAutoConfiguration",
            "validation.ValidationAutoConfiguration",
            "web.servlet.DispatcherServletAutoConfiguration",
            "web.servlet.HttpEncodingAutoConfiguration",
            "web.servlet.ServletWebServerFactoryAutoConfiguration",
            "web.servlet.WebMvcAutoConfiguration",
            "web.servlet.error.ErrorMvcAutoConfiguration");
    private static final List<String> NOT_OF_CAMEL =
        List.of(".actuate.", ".micrometer.", ".cloud.", ".vault.", ".xslt.", ".saga.", ".trace.");

    @Override
    protected List<String> getCandidateConfigurations(
        AnnotationMetadata metadata, AnnotationAttributes attributes) {
      return super.getCandidateConfigurations(metadata, attributes).stream()
          .filter(Needed::isNeeded)
          .toList();
    }

    private static boolean isNeeded(String name) {
      return name.startsWith(CAMEL)
          ? NOT_OF_CAMEL.stream().noneMatch(name::contains)
          : name.startsWith(BOOT) && OF_BOOT.contains(name.substring(BOOT.length()));
    }

    @Override
    protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
      return new AnnotationAttributes();
    }

    @Override
    protected Set<String> getExclusions(
        AnnotationMetadata metadata, AnnotationAttributes attributes) {
      return Set.of();
    }
  }
}
