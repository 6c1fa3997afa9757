package retrace.relay.recording.encode;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** H.264 by FFmpeg's own decoder, which gives up at the first error instead of painting over it. */
public final class H264Check implements FrameCheck {

    private final VideoFormat format;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();

    public H264Check(VideoFormat format) throws Undecodable {
        this.format = format;
        AVCodec codec = avcodec_find_decoder(AV_CODEC_ID_H264);
        if (codec == null) {
            throw new IllegalStateException("FFmpeg was built without a decoder for H.264");
        }
        context = avcodec_alloc_context3(codec);
        byte[] configuration = format.avcConfiguration();
        BytePointer extra = new BytePointer(av_mallocz((long) configuration.length + AV_INPUT_BUFFER_PADDING_SIZE));
        extra.capacity(configuration.length).put(configuration);
        context.extradata(extra); // freed with the context
        context.extradata_size(configuration.length);
        context.thread_count(1);
        context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
        context.err_recognition(AV_EF_EXPLODE);
        if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            close();
            throw new Undecodable("The decoder does not take what it must know of the video beforehand.");
        }
    }

    @Override
    public void decode(byte[] sample) throws Undecodable {
        if (av_new_packet(packet, sample.length) < 0) {
            throw new IllegalStateException("no memory for a sample of " + sample.length + " bytes");
        }
        packet.data().put(sample);
        int taken = avcodec_send_packet(context, packet);
        av_packet_unref(packet);
        if (taken < 0 || avcodec_receive_frame(context, frame) < 0) {
            throw new Undecodable("It gives no picture.");
        }
        if (frame.width() != format.width() || frame.height() != format.height()) {
            throw new Undecodable("Its picture is " + frame.width() + "x" + frame.height() + " instead of "
                    + format.width() + "x" + format.height() + ".");
        }
        if ((frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0) {
            throw new Undecodable("Its picture is damaged.");
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
