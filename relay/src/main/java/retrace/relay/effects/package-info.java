/** What the relay is asked by the command side and what it tells it, over Axon's buses; WebSocket viewers. */
@NullMarked
package retrace.relay.effects;

import org.jspecify.annotations.NullMarked;
