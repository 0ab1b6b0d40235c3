namespace Orleans.Configuration;

/// <summary>Grain storage in memory, which ends with the host. There is nothing to set.</summary>
public class MemoryGrainStorageOptions;
