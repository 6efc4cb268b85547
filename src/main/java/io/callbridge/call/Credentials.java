package io.callbridge.call;

import java.util.List;

/** The settings of one system, as far as they hold secrets. */
public interface Credentials {

  List<Credential> credentials();
}
