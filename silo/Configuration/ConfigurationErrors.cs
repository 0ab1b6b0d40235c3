namespace Orleans.Tx.Silo.Configuration;

/// <summary>Gathers what is wrong, so that all of it is told at once.</summary>
internal sealed class ConfigurationErrors
{
    private readonly List<string> _sentences = [];

    public void Add(string key, string wrong) => _sentences.Add($"{key} {wrong}");

    /// <summary>A value that is not among those allowed.</summary>
    public void Value(string key, string? value, string allowed) =>
        Add(key, value is null ? $"is null; allowed: {allowed}" : $"is '{value}'; allowed: {allowed}");

    /// <summary>Adds <paramref name="wrong"/> unless <paramref name="holds"/>.</summary>
    public void Require(bool holds, string key, string wrong)
    {
        if (!holds)
            Add(key, wrong);
    }

    /// <exception cref="ConfigurationException">Something was added.</exception>
    public void ThrowIfAny()
    {
        if (_sentences.Count > 0)
            throw new ConfigurationException(string.Join('\n', _sentences));
    }
}
