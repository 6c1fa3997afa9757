/** What is deployed with: the chart, the trial and the proxy. */
@org.jspecify.annotations.NullMarked
package retrace.infra.launcher.deploy;
