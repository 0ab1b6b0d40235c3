namespace Orleans.Tx.Silo.Configuration;

/// <summary>
/// The configuration of the program: a JSON file, then environment variables such as <c>TX__Sources__acme__BaseUrl</c>, then options of
/// the command, where the later win. A list or map replaces its default as a whole; the list of a later origin replaces an earlier one's.
/// </summary>
public static class TxConfiguration
{
    /// <summary>Reads and checks all of it.</summary>
    /// <param name="path">The file; null where there is none.</param>
    /// <param name="overrides">Options of the command by full key, such as <c>Storage:ConnectionString</c>.</param>
    /// <param name="environment">Environment variables; null for those of this process.</param>
    /// <exception cref="ConfigurationException">Anything is wrong or unknown.</exception>
    public static TxOptions Load(
        string? path,
        IEnumerable<KeyValuePair<string, string?>> overrides,
        IEnumerable<KeyValuePair<string, string?>>? environment = null) =>
        Read(ConfigurationLayers.Read(path, overrides, environment));

    /// <summary>Reads and checks all of it, and tells for every key the value that counts and where it comes from.</summary>
    /// <exception cref="ConfigurationException">Anything is wrong or unknown.</exception>
    public static IReadOnlyList<EffectiveValue> Effective(
        string? path,
        IEnumerable<KeyValuePair<string, string?>> overrides,
        IEnumerable<KeyValuePair<string, string?>>? environment = null)
    {
        var layers = ConfigurationLayers.Read(path, overrides, environment);
        return [.. OptionRows.Of(Read(layers)).Select(row => new EffectiveValue(row.Key, row.Value, layers.OriginOf(row.Key)))];
    }

    private static TxOptions Read(ConfigurationLayers layers)
    {
        var errors = new ConfigurationErrors();
        var options = new OptionsReader(layers, errors).Read<TxOptions>();
        errors.ThrowIfAny();
        TxRules.Check(options, errors);
        errors.ThrowIfAny();
        return options;
    }
}
