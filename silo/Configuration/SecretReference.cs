namespace Orleans.Tx.Silo.Configuration;

/// <summary>
/// Where a secret stands: <c>env:NAME</c>, an environment variable, or <c>file:PATH</c>, a file, relative to the working directory.
/// Never the secret itself.
/// </summary>
public sealed record SecretReference
{
    internal const string Allowed = "env:NAME or file:PATH; a secret that is written out is refused";

    private SecretReference(bool inFile, string place) => (InFile, Place) = (inFile, place);

    /// <summary>In a file; else in an environment variable.</summary>
    public bool InFile { get; }

    /// <summary>The variable's name or the file's path.</summary>
    public string Place { get; }

    /// <summary>Null where the text is no reference.</summary>
    public static SecretReference? TryParse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var place = text[(colon + 1)..];
        if (colon < 0 || place.Length == 0 || place.Contains('\0', StringComparison.Ordinal))
            return null;
        return text[..colon] switch
        {
            "env" when !place.Contains('=', StringComparison.Ordinal) => new SecretReference(false, place),
            "file" => new SecretReference(true, place),
            _ => null,
        };
    }

    public override string ToString() => InFile ? $"file:{Place}" : $"env:{Place}";
}
