package retrace.query.activesessions;

import retrace.kernel.id.TeamId;

/** Is told, after the commit, that the active sessions are not what they were. Must return at once. */
public interface ChangeListener {

    void changed(TeamId team);

    /** Changes may have been missed. */
    void anythingMayHaveChanged();
}
