package retrace.infra.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;

/**
 * PostgreSQL's binaries for one database. The library unpacks once for each resolver and hands the same folder to all
 * databases of the process that come with it. Where each has its {@link Binaries} in its own folder, one would break when
 * the folder of another is deleted: a new instance for each database keeps them apart.
 */
final class OwnBinaries implements PgBinaryResolver {

    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
    }
}
