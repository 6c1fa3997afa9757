package retrace.kernel.team;

import retrace.kernel.id.AccountId;

/** Who did something, with the name as it was then. */
public record Actor(AccountId account, String name) {}
