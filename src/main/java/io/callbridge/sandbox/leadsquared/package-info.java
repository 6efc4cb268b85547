/**
 * LeadSquared, played: {@code /simulator/leadsquared}.
 *
 * <p>A request passes the {@code ApiGateway} (key, limit, faults) before it reaches an {@code …Api}
 * controller. A call log waits in the {@code TaskQueue}; when its time has come it becomes an
 * activity in {@code Activities}, or fails. Nothing runs in the background: whatever should have
 * happened by now is worked out from the clock when somebody asks.
 *
 * <p>Section numbers in this package are those of the LeadSquared contract.
 */
package io.callbridge.sandbox.leadsquared;
