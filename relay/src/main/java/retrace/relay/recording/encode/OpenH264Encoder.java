package retrace.relay.recording.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.Rectangle;

/** H.264 by OpenH264 through FFmpeg, at a constant quantiser: text stays readable, and what stands still costs little. */
public final class OpenH264Encoder implements VideoEncoder {

    private static final String CODEC = "libopenh264";
    private static final int MILLIS = 1000;
    private static final int NO_OWN_KEY_FRAMES = 1 << 20;
    private static final int BLACK_LUMA = 16;
    private static final int NO_CHROMA = 128;

    static {
        av_log_set_level(AV_LOG_ERROR);
    }

    private final CodedSize size;
    private final @Nullable Downscale downscale;
    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet;
    private final YuvPicture picture;
    private final VideoFormat format;
    private long frames;

    /** @param quantiser 1 (finest) to 51 */
    public OpenH264Encoder(int width, int height, int framesPerSecond, int quantiser) {
        size = CodedSize.of(width, height);
        downscale = size.divisor() == 1 ? null : new Downscale(width, height, size);
        AVCodec codec = avcodec_find_encoder_by_name(CODEC);
        if (codec == null) {
            throw new EncodingFailed("FFmpeg was built without " + CODEC + ".");
        }
        context = avcodec_alloc_context3(codec);
        configure(framesPerSecond, quantiser);
        open(codec);
        byte[] header = new byte[context.extradata_size()];
        context.extradata().get(header);
        format = new VideoFormat(size.width(), size.height(), AvcStream.configuration(header));
        frame = newFrame();
        packet = av_packet_alloc();
        blacken();
        picture = new YuvPicture(
                size.sourceWidth(),
                size.sourceHeight(),
                size.width(),
                plane(0, size.height()),
                plane(1, size.height() / 2),
                plane(2, size.height() / 2));
    }

    private void configure(int framesPerSecond, int quantiser) {
        context.width(size.width());
        context.height(size.height());
        context.time_base(av_make_q(1, MILLIS));
        context.framerate(av_make_q(framesPerSecond, 1));
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.gop_size(NO_OWN_KEY_FRAMES);
        context.max_b_frames(0);
        context.thread_count(1);
        context.qmin(quantiser);
        context.qmax(quantiser);
        context.color_range(AVCOL_RANGE_MPEG);
        context.colorspace(AVCOL_SPC_BT709);
        context.color_primaries(AVCOL_PRI_BT709);
        context.color_trc(AVCOL_TRC_BT709);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }

    private void open(AVCodec codec) {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "rc_mode", "quality", 0);
        av_dict_set(options, "allow_skip_frames", "0", 0);
        av_dict_set(options, "loopfilter", "0", 0); // smooths hardly anything at a fine quantiser, and costs time
        int result = avcodec_open2(context, codec, options);
        av_dict_free(options);
        if (result < 0) {
            avcodec_free_context(context);
            throw new EncodingFailed("The encoder cannot be opened for " + size.width() + "x" + size.height()
                    + " pixels (FFmpeg error " + result + ").");
        }
    }

    private AVFrame newFrame() {
        AVFrame allocated = av_frame_alloc();
        allocated.format(AV_PIX_FMT_YUV420P);
        allocated.width(size.width());
        allocated.height(size.height());
        allocated.color_range(AVCOL_RANGE_MPEG);
        allocated.colorspace(AVCOL_SPC_BT709);
        if (av_frame_get_buffer(allocated, 0) < 0) {
            throw new EncodingFailed("There is no memory for a picture of " + size.width() + "x" + size.height() + ".");
        }
        return allocated;
    }

    /** What lies beside a picture smaller than the codec takes is seen: FFmpeg's memory comes as it was left. */
    private void blacken() {
        fill(0, size.height(), BLACK_LUMA);
        fill(1, size.height() / 2, NO_CHROMA);
        fill(2, size.height() / 2, NO_CHROMA);
    }

    private void fill(int index, int rows, int value) {
        BytePointer.memset(frame.data(index), value, (long) frame.linesize(index) * rows);
    }

    private YuvPicture.Plane plane(int index, int rows) {
        int stride = frame.linesize(index);
        BytePointer data = frame.data(index).capacity((long) stride * rows);
        return new YuvPicture.Plane(MemorySegment.ofBuffer(data.asByteBuffer()), stride);
    }

    @Override
    public boolean takeIn(int[] pixels, List<Rectangle> damage) {
        boolean changed = false;
        for (Rectangle area : damage) {
            if (downscale == null) {
                changed |= picture.convert(pixels, area);
            } else {
                Rectangle smaller = downscale.update(pixels, area);
                changed |= picture.convert(downscale.pixels(), smaller);
            }
        }
        return changed;
    }

    @Override
    public EncodedFrame encode(int[] pixels, List<Rectangle> damage, boolean key) {
        takeIn(pixels, damage);
        frame.pts(frames++);
        frame.pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        requireSuccess(avcodec_send_frame(context, frame));
        requireSuccess(avcodec_receive_packet(context, packet));
        byte[] annexB = new byte[packet.size()];
        packet.data().get(annexB);
        boolean isKey = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        av_packet_unref(packet);
        return new EncodedFrame(AvcStream.sample(annexB), isKey);
    }

    private static void requireSuccess(int result) {
        if (result < 0) {
            throw new EncodingFailed("The encoder gave no sample (FFmpeg error " + result + ").");
        }
    }

    @Override
    public VideoFormat format() {
        return format;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
