namespace Orleans.Tx.Client.Running;

/// <summary>What the exit status of the program tells.</summary>
internal enum ExitStatus
{
    Done = 0,

    /// <summary>The work failed.</summary>
    Failed = 1,

    /// <summary>Wrong usage or configuration: the same command will fail again.</summary>
    Usage = 2,

    /// <summary>Done, but records were set aside or a count does not match, and <c>--strict</c> was given.</summary>
    Incomplete = 3,

    /// <summary>Ended by Ctrl-C or SIGTERM.</summary>
    Interrupted = 130,
}
