package io.callbridge.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The login form; what it posts is Spring Security's. */
@Controller
class LoginController {

  @GetMapping("/login")
  String form() {
    return "login";
  }
}
