package io.callbridge.cluster;

import io.callbridge.collect.Collections;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.Experience;
import io.callbridge.recording.Recordings;
import io.callbridge.store.Leaders;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClusterSettings.class)
class Cluster {

  /** Camel starts it before the routes, and stops it after them. */
  @Bean(destroyMethod = "")
  LeaderClusterService leaderClusterService(Election election) {
    return new LeaderClusterService(election);
  }

  @Bean
  CamelContextConfiguration clusterOfRoutes(LeaderClusterService service) {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext context) {
        try {
          context.addService(service);
        } catch (Exception failed) {
          throw new IllegalStateException("Camel can't be told who leads", failed);
        }
      }

      @Override
      public void afterApplicationStart(CamelContext context) {}
    };
  }

  @Bean(destroyMethod = "")
  Election election(
      Leaders leaders,
      ClusterSettings settings,
      Dispatcher dispatcher,
      Experience experience,
      Recordings recordings,
      Collections collections,
      ObjectProvider<LeaderClusterService> service) {
    var office =
        new Election.Office() {
          @Override
          public void takeOver() {
            dispatcher.takeOver();
            experience.restore();
            recordings.takeOver();
            collections.takeOver();
          }

          @Override
          public void changed() {
            service.getObject().changed();
          }
        };
    return new Election(leaders, nameOf(settings), settings.lease(), System::nanoTime, office);
  }

  private static String nameOf(ClusterSettings settings) {
    if (!settings.node().isBlank()) {
      return settings.node();
    }
    try {
      return InetAddress.getLocalHost().getHostName() + "/" + ProcessHandle.current().pid();
    } catch (UnknownHostException nameless) {
      return "process " + ProcessHandle.current().pid();
    }
  }
}
