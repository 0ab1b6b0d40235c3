namespace Orleans.Tx.Client.Completion;

/// <summary>Where the values come from that a shell offers.</summary>
internal enum ValueKind
{
    /// <summary>The option is a switch, or there is no argument.</summary>
    None,

    /// <summary>Nobody knows them beforehand.</summary>
    Free,

    /// <summary>Some fixed words.</summary>
    Words,

    Files,
    Folders,

    /// <summary>The sources that are configured.</summary>
    Sources,
}
