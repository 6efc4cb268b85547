package io.callbridge.steer;

/** The requests that one command takes, each depending on what the last one came to. */
public interface Course {

  Outgoing first();

  Step answered(ProviderAnswer answer);

  Step unanswered(Silence silence);

  /** The command was under way when Callbridge stopped, so that nobody knows its outcome. */
  Step interrupted();
}
