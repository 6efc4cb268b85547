package io.callbridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallKeyTest {

  @Test
  void showsNoControlCharactersInLogs() {
    assertThat(CallKey.printable("a\r\n2026 ERROR forged\u001b[31m\tb\u0000", 100))
        .isEqualTo("a??2026 ERROR forged?[31m?b?");
    assertThat(new CallKey("acmetel", "1", "c\n1")).hasToString("acmetel/1/c?1");
  }

  @Test
  void showsLongTextsCut() {
    assertThat(CallKey.printable("abcdef", 6)).isEqualTo("abcdef");
    assertThat(CallKey.printable("abcdefg", 6)).isEqualTo("abcdef…");
    assertThat(new CallKey("acmetel", "1", "c".repeat(5000)).toString()).hasSize(151);
  }
}
