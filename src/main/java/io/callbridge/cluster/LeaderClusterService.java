package io.callbridge.cluster;

import org.apache.camel.support.cluster.AbstractCamelClusterService;

/** Tells Camel's {@code master:} whether this node leads; there is one leader for everything. */
final class LeaderClusterService extends AbstractCamelClusterService<LeaderView> {

  private final Election election;

  LeaderClusterService(Election election) {
    super("callbridge");
    this.election = election;
  }

  @Override
  protected LeaderView createView(String namespace) {
    return new LeaderView(this, namespace, election);
  }

  @Override
  protected void doStart() throws Exception {
    election.start();
    super.doStart();
  }

  /** After the routes have stopped, so after the last request of this leader was answered. */
  @Override
  protected void doStop() throws Exception {
    super.doStop();
    election.stop();
  }

  void changed() {
    for (String namespace : getNamespaces()) {
      try {
        var view = (LeaderView) getView(namespace);
        view.changed();
        releaseView(view);
      } catch (Exception failed) {
        throw new IllegalStateException("can't tell Camel who leads", failed);
      }
    }
  }
}
