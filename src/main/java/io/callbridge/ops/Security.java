package io.callbridge.ops;

import static io.callbridge.ops.Role.ADMIN;
import static io.callbridge.ops.Role.ENGINEER;
import static io.callbridge.ops.Role.OPERATOR;
import static io.callbridge.ops.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.filter.UrlHandlerFilter;

/**
 * Who may do what. Programs log in with every request, browsers once, by a form. Webhooks bring
 * their own secrets, which their routes check; health is open, its details are not; everything else
 * needs a user.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdminSettings.class, UserSettings.class, LimitSettings.class})
class Security {

  /**
   * A chain of its own, without logins: Basic credentials of a webhook are its sender's, and belong
   * to no user here.
   */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE - 1)
  SecurityFilterChain webhooks(HttpSecurity http, WebhookPaths paths) throws Exception {
    return http.securityMatcher(paths.patterns())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SecurityFilterChain everything(HttpSecurity http, SecurityProblems problems, LoginLimits logins)
      throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/actuator/health/**")
                    .permitAll()
                    .requestMatchers(ConsolePages.OPEN)
                    .permitAll()
                    .requestMatchers("/actuator/hawtio/proxy/**")
                    .denyAll()
                    .requestMatchers(
                        "/actuator/hawtio/**", "/actuator/jolokia/**", "/actuator/prometheus")
                    .hasRole(VIEWER.name())
                    .requestMatchers(GET, "/webjars/swagger-ui/**")
                    .hasRole(VIEWER.name())
                    .requestMatchers("/api/commands", "/api/deeds", "/api/routes", "/api/routes/**")
                    .hasRole(ENGINEER.name())
                    .requestMatchers("/api/erase")
                    .hasRole(ADMIN.name())
                    .requestMatchers("/api/quarantine", "/api/quarantine/**")
                    .hasRole(OPERATOR.name())
                    .requestMatchers(GET, "/api/**")
                    .hasRole(VIEWER.name())
                    .requestMatchers(
                        PUT,
                        "/api/bandwidth/accounts/*/calls/*/bxml",
                        "/api/bandwidth/api/v2/accounts/*/calls/*/bxml")
                    .hasRole(ENGINEER.name())
                    .requestMatchers("/api/**")
                    .hasRole(OPERATOR.name())
                    .requestMatchers(ConsolePages.TRAILS)
                    .hasRole(ENGINEER.name())
                    .requestMatchers(ConsolePages.DECISIONS)
                    .hasRole(OPERATOR.name())
                    .requestMatchers(GET, ConsolePages.ALL)
                    .hasRole(VIEWER.name())
                    .anyRequest()
                    .hasRole(ADMIN.name()))
        .httpBasic(basic -> basic.authenticationEntryPoint(problems))
        .exceptionHandling(
            failures ->
                failures
                    .accessDeniedHandler(problems)
                    .defaultAuthenticationEntryPointFor(
                        ConsolePages::goToLogin, ConsolePages::isPartOfPage))
        .formLogin(login -> login.loginPage("/login"))
        .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
        .requestCache(cache -> cache.requestCache(pagesOnly()))
        .csrf(
            csrf ->
                csrf.requireCsrfProtectionMatcher(BrowserRequests::needToken)
                    .csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                    .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
        .addFilterBefore(
            new LoginLimitFilter(logins, problems), UsernamePasswordAuthenticationFilter.class)
        .addFilterAfter(new CsrfCookie(), BasicAuthenticationFilter.class)
        .addFilterAfter(new TracedMessages(), AuthorizationFilter.class)
        .headers(
            headers ->
                headers
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                    .addHeaderWriter(ConsolePages.contentSecurityPolicy()))
        .build();
  }

  /** After the login a browser goes on to the page that it wanted; a program's request is over. */
  private static RequestCache pagesOnly() {
    var cache = new HttpSessionRequestCache();
    var html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
    html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
    cache.setRequestMatcher(html);
    return cache;
  }

  /**
   * A slash at the end of a path changes nothing: some senders add one, and Camel has no route for
   * it.
   */
  @Bean
  FilterRegistrationBean<UrlHandlerFilter> trailingSlashes() {
    var registration =
        new FilterRegistrationBean<>(
            UrlHandlerFilter.trailingSlashHandler("/api/**").wrapRequest().build());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  @Bean
  static RoleHierarchy roles() {
    return RoleHierarchyImpl.withDefaultRolePrefix()
        .role(ADMIN.name())
        .implies(ENGINEER.name())
        .role(ENGINEER.name())
        .implies(OPERATOR.name())
        .role(OPERATOR.name())
        .implies(VIEWER.name())
        .build();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new RememberingPasswordEncoder(
        PasswordEncoderFactories.createDelegatingPasswordEncoder());
  }

  @Bean
  UserDetailsService users(AdminSettings admin, UserSettings others, PasswordEncoder encoder) {
    var users = new InMemoryUserDetailsManager();
    users.createUser(user(admin.user(), admin.password(), ADMIN, encoder));
    others
        .users()
        .forEach(
            (name, login) -> {
              if (users.userExists(name)) {
                throw new WrongSettingException(
                    "The user %s is the admin: callbridge.users.%s must have another name."
                        .formatted(name, name));
              }
              users.createUser(user(name, login.password(), login.role(), encoder));
            });
    return users;
  }

  private static UserDetails user(
      String name, String password, Role role, PasswordEncoder encoder) {
    boolean hashed = password.startsWith("{");
    return User.withUsername(name)
        .password(hashed ? password : encoder.encode(password))
        .roles(role.name())
        .build();
  }
}
