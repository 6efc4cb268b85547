package io.callbridge.collect;

import java.util.List;

/** The settings of a provider whose CDRs can be collected. */
public interface CollectSettings {

  List<CollectPlan> collectPlans();
}
