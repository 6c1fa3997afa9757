package retrace.command.team;

import retrace.kernel.id.TeamId;

/**
 * A team of the deployment.
 *
 * @param accounts how many can sign in
 */
public record KnownTeam(TeamId team, String name, int accounts) {}
