package retrace.relay.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import retrace.relay.rfb.decode.PictureListener;

/** Remembers what the decoder tells. */
public final class RecordedPicture implements PictureListener {

    public final List<String> told = new ArrayList<>();

    @Override
    public void resizing(int newWidth, int newHeight) {
        told.add("resizing " + newWidth + "x" + newHeight);
    }

    @Override
    public void resized() {
        told.add("resized");
    }

    @Override
    public void screensChanged(Set<Long> screens) {
        told.add("screens " + screens);
    }

    @Override
    public void updated() {
        told.add("updated");
    }
}
