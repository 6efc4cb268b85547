package io.callbridge.simulation;

import io.callbridge.day.WholeDayTest;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** What computes for minutes, in one process, so that its code is compiled once, and well. */
@Suite
@SelectClasses({PlantedBugsTest.class, WholeDayTest.class, WorldsTest.class})
class SimulationsIT {}
