using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>Where values come from, the later layer winning over the earlier.</summary>
internal sealed class ConfigurationLayers
{
    private const string Prefix = "TX__";

    private readonly IReadOnlyList<(string Origin, IConfigurationProvider Provider)> _layers;

    private ConfigurationLayers(IReadOnlyList<(string, IConfigurationProvider)> layers) => _layers = layers;

    /// <exception cref="ConfigurationException">The file is missing or no JSON.</exception>
    public static ConfigurationLayers Read(
        string? path, IEnumerable<KeyValuePair<string, string?>> overrides, IEnumerable<KeyValuePair<string, string?>>? environment)
    {
        var layers = new List<(string, IConfigurationProvider)>();
        if (path is not null)
            layers.Add((Path.GetFileName(path), ConfigurationFile.Read(path)));
        var variables = (environment ?? ProcessEnvironment())
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(KeyOf(variable.Key), variable.Value));
        layers.Add(("environment", InMemory(variables)));
        layers.Add(("option", InMemory(overrides)));
        return new ConfigurationLayers(layers);
    }

    /// <summary>The last layer's value of a key; false where no layer has one. A null was written out as such.</summary>
    public bool TryGet(string key, out string? value)
    {
        value = null;
        foreach (var (_, provider) in _layers.Reverse())
        {
            if (provider.TryGet(key, out value))
                return true;
        }

        return false;
    }

    /// <summary>The next parts of all keys that begin with <paramref name="key"/>, numbers in their order.</summary>
    public IReadOnlyList<string> Children(string? key)
    {
        IEnumerable<string> children = [];
        foreach (var (_, provider) in _layers)
            children = provider.GetChildKeys(children, key).ToList();
        return [.. children.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// The last layer alone that says anything of <paramref name="key"/>, so that its list replaces those of earlier layers.
    /// </summary>
    public ConfigurationLayers LastWith(string key) => new([.. _layers.Where(layer => Has(layer.Provider, key)).TakeLast(1)]);

    /// <summary>Which layer decides a key, or the list that it is; <c>default</c> for none.</summary>
    public string OriginOf(string key) => _layers.LastOrDefault(layer => Has(layer.Provider, key)).Origin ?? "default";

    private static string KeyOf(string variable) => variable[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    private static bool Has(IConfigurationProvider provider, string key) =>
        provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any();

    private static IConfigurationProvider InMemory(IEnumerable<KeyValuePair<string, string?>> values)
    {
        // Names that differ in case only are one key; of them the last one counts.
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values)
            data[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(data).Build().Providers.Single();
    }

    private static IEnumerable<KeyValuePair<string, string?>> ProcessEnvironment() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value));
}
