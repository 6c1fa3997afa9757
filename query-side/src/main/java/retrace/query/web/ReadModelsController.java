package retrace.query.web;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.ReadModelStatus;

/** How the read models fare. */
@RestController
public final class ReadModelsController {

    private final List<ReadModel> readModels;
    private final Progress progress;

    public ReadModelsController(List<ReadModel> readModels, Progress progress) {
        this.readModels = List.copyOf(readModels);
        this.progress = progress;
    }

    @GetMapping("/api/read-models")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    List<ReadModelStatus> readModels() {
        return readModels.stream().map(progress::status).toList();
    }
}
