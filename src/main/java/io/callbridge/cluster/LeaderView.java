package io.callbridge.cluster;

import java.util.List;
import java.util.Optional;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** The cluster as this node sees it: itself, leading or not. */
final class LeaderView extends AbstractCamelClusterView {

  private final Election election;
  private final CamelClusterMember self = new Self();

  LeaderView(CamelClusterService service, String namespace, Election election) {
    super(service, namespace);
    this.election = election;
  }

  @Override
  public Optional<CamelClusterMember> getLeader() {
    return election.isLeader() ? Optional.of(self) : Optional.empty();
  }

  @Override
  public CamelClusterMember getLocalMember() {
    return self;
  }

  @Override
  public List<CamelClusterMember> getMembers() {
    return List.of(self);
  }

  void changed() {
    fireLeadershipChangedEvent(getLeader().orElse(null));
  }

  private final class Self implements CamelClusterMember {

    @Override
    public String getId() {
      return election.node();
    }

    @Override
    public boolean isLeader() {
      return election.isLeader();
    }

    @Override
    public boolean isLocal() {
      return true;
    }
  }
}
