namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>How a program ended and what it said.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    private static readonly string[] Complaints = ["error:", "FATAL:", "PANIC:", "E:"];

    public bool Succeeded => ExitCode == 0;

    /// <summary>The first line that complains; else the last line said, which is where programs tell why they gave up.</summary>
    public string Reason
    {
        get
        {
            var lines = (Output + "\n" + Error).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return lines.FirstOrDefault(line => Complaints.Any(line.Contains))
                ?? lines.LastOrDefault()
                ?? $"it ended with exit status {ExitCode}";
        }
    }
}
