package io.callbridge.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** A wrong setting stops the start with a sentence that names it. */
class StartFailuresTest {

  @Configuration
  @EnableConfigurationProperties({LimitSettings.class, AdminSettings.class})
  static class Settings {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "callbridge.limits.webhooks=many     | callbridge.limits.webhooks can't be used: it is 'many'",
        "callbridge.limits.webhooks=0/1s     | callbridge.limits.webhooks can't be used: it is '0/1s'",
        "callbridge.limits.body-time=soon    | callbridge.limits.body-time can't be used: it is 'soon'",
      })
  void saysWhichSettingIsWrong(String setting, String sentence) {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
        .withUserConfiguration(Settings.class)
        .withPropertyValues("callbridge.admin.password=x", setting)
        .run(
            context -> {
              Throwable failure = catchThrowable(() -> context.getBean(LimitSettings.class));
              assertThat(new StartFailures().analyze(failure).getDescription())
                  .startsWith(sentence)
                  .doesNotContain("\n");
            });
  }
}
