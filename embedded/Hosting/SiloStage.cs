namespace Orleans.Hosting;

/// <summary>The order in which the parts of a silo start.</summary>
internal static class SiloStage
{
    internal const int Storage = 0;

    // From here on grains may be called.
    internal const int Grains = 1;

    internal const int Reminders = 2;
}
