namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>What the server may use of the machine, or of the container; all in bytes.</summary>
/// <param name="Memory">Main memory.</param>
/// <param name="SharedMemory">The size of /dev/shm; 0 where there is none that everybody may write. macOS keeps it elsewhere and sets no limit.</param>
/// <param name="Disk">Free space where the cluster is.</param>
internal readonly record struct Machine(long Memory, long SharedMemory, long Disk)
{
    private const string SharedMemoryFolder = "/dev/shm";

    /// <summary>A container often has 64 MB of it or none: processes of the server then share memory through files.</summary>
    public bool IsShortOfSharedMemory => SharedMemory < 1L << 30;

    public static Machine Measure(string folder) => new(
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        OperatingSystem.IsMacOS() ? long.MaxValue : UnixFiles.IsOpenToAll(SharedMemoryFolder) ? new DriveInfo(SharedMemoryFolder).TotalSize : 0,
        new DriveInfo(folder).AvailableFreeSpace);
}
