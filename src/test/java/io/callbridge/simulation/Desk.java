package io.callbridge.simulation;

import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.LostClaimException;
import io.callbridge.simulation.FarEnd.Reply;
import io.callbridge.store.StoreUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the schedules of a process do over and over, and its conversation with the CRM: assemble,
 * claim, write down, send, record. It follows the routes step by step, their error handlers
 * included.
 */
final class Desk {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final Duration LONGEST_TURN = Duration.ofSeconds(32);
  private static final int MOST_REDELIVERIES = 20;

  private final World world;
  private final Node node;
  private final boolean writesAhead;
  private Instant nextTurn = Instant.MAX;
  private Duration pause = TURN;

  /**
   * @param posted null unless it is a post
   */
  private record Request(Claim claim, String body, Posted posted) {}

  Desk(World world, Node node, Parts parts) {
    this.world = world;
    this.node = node;
    this.writesAhead = parts.writesAhead();
  }

  /** Has the schedules take a turn by then. */
  void wake(Instant at) {
    if (at.isBefore(nextTurn)) {
      nextTurn = at;
      world.at(
          node,
          at,
          () -> {
            if (at.equals(nextTurn)) {
              nextTurn = Instant.MAX;
              turn();
            }
          });
    }
  }

  private void turn() {
    world.schedule(
        () -> {
          node.assembler.assembleChanged();
          world.ledger.assembled();
        });
    if (node.access.hasCrashed()) {
      return;
    }
    List<Claim> claims = node.dispatcher.claim();
    claims.forEach(this::send);
    pause = claims.isEmpty() ? shorter(pause.multipliedBy(2), LONGEST_TURN) : TURN;
    world
        .store
        .nextDue()
        .ifPresent(
            due -> {
              Instant next = world.now().plus(pause);
              wake(due.isAfter(next) ? due : next);
            });
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void send(Claim claim) {
    if (node.access.hasCrashed()) {
      return;
    }
    var request = new Request(claim, node.routes.body(claim), posted(claim));
    if (writesAhead) {
      writeAhead(request, 0);
    } else {
      transmit(request);
      writeAhead(request, MOST_REDELIVERIES);
    }
  }

  private Posted posted(Claim claim) {
    return claim.isPost() ? Posted.claimed(world, claim) : null;
  }

  private void writeAhead(Request request, int redeliveries) {
    Claim claim = request.claim();
    try {
      node.dispatcher.sending(claim, request.body());
    } catch (LostClaimException lost) {
      node.dispatcher.done(claim);
      return;
    } catch (StoreUnavailableException storeDown) {
      if (claim.isPost()) {
        // If it was written after all, the task waits for an answer that never comes.
        world.doubt(claim.getCall().key().callId());
      }
      if (claim.isPost() && redeliveries < MOST_REDELIVERIES) {
        later(Duration.ofSeconds(1), () -> writeAhead(request, redeliveries + 1));
      } else {
        node.dispatcher.done(claim);
      }
      return;
    }
    node.underWay.add(claim);
    if (world.random.nextDouble() < world.weather.crashAtSend && !world.isHealed()) {
      world.die(node, Duration.ofSeconds(8));
    } else if (writesAhead) {
      transmit(request);
    }
  }

  private void transmit(Request request) {
    Claim claim = request.claim();
    String body = request.body();
    Instant sentAt = world.now();
    if (world.random.nextDouble() < world.weather.crm.noConnection()) {
      later(
          Duration.ofMillis(world.random.nextInt(2000)),
          () -> record(claim, () -> node.routes.notSent(claim, new ConnectException()), 0));
      return;
    }
    if (claim.isPost()) {
      request.posted().check(body);
    }
    Duration travel = travel();
    if (travel.compareTo(TIMEOUT) < 0) {
      world.at(sentAt.plus(travel), () -> arrive(claim, body, sentAt));
    } else {
      answerAt(sentAt.plus(TIMEOUT), claim, Reply.NONE);
    }
  }

  private Duration travel() {
    boolean slow = world.random.nextDouble() < world.weather.crm.slow();
    return Duration.ofMillis(20 + world.random.nextInt(slow ? 31_000 : 400));
  }

  private void arrive(Claim claim, String body, Instant sentAt) {
    FarEnd crm = world.crms.get(claim.getCrm());
    Reply reply = reply(crm, claim, body);
    Instant answeredAt = world.now().plus(travel());
    Instant givenUpAt = sentAt.plus(TIMEOUT);
    if (reply.isLost() || answeredAt.isAfter(givenUpAt)) {
      answerAt(givenUpAt, claim, Reply.NONE);
    } else {
      answerAt(answeredAt, claim, reply);
    }
  }

  private Reply reply(FarEnd crm, Claim claim, String body) {
    Instant now = world.now();
    if (claim.isLeadSearch()) {
      return crm.leads(body, now);
    }
    if (claim.isActivitySearch()) {
      return crm.activities(now);
    }
    if (claim.isPost()) {
      return crm.post(body, now);
    }
    return claim.isUpdate() ? crm.update(body, now) : crm.look(claim.getRequestId(), now);
  }

  private void answerAt(Instant at, Claim claim, Reply reply) {
    if (reply.isLost() && claim.isPost()) {
      world.doubt(claim.getCall().key().callId());
    }
    world.at(node, at, () -> record(claim, () -> answered(claim, reply), 0));
  }

  private void answered(Claim claim, Reply reply) {
    if (reply.isLost()) {
      node.routes.unanswered(claim, new IOException("Read timed out"));
    } else {
      node.dispatcher.arrived(claim);
      node.routes.answered(claim, reply.status(), reply.body());
    }
  }

  /** The answer to a post must not get lost with the process's memory. */
  private void record(Claim claim, Runnable record, int redeliveries) {
    if (!claim.isUnderWay()) {
      return;
    }
    try {
      record.run();
    } catch (StoreUnavailableException storeDown) {
      if (claim.isPost() && redeliveries < MOST_REDELIVERIES) {
        later(Duration.ofSeconds(1), () -> record(claim, record, redeliveries + 1));
        return;
      }
    }
    if (node.access.hasCrashed()) {
      return;
    }
    node.underWay.remove(claim);
    node.dispatcher.done(claim);
    wake(world.now().plus(TURN));
  }

  private void later(Duration wait, Runnable what) {
    world.at(node, world.now().plus(wait), what);
  }
}
