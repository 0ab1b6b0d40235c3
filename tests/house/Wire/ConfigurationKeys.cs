using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orleans.Tx.House.Tests.Sources;

namespace Orleans.Tx.House.Tests.Wire;

/// <summary>The keys of the configuration with their types and defaults, as the options' sources declare them.</summary>
internal sealed class ConfigurationKeys
{
    private readonly Dictionary<string, ClassDeclarationSyntax> _options;
    private readonly IReadOnlyList<EnumDeclarationSyntax> _choices;

    public ConfigurationKeys(IReadOnlyCollection<SourceFile> files)
    {
        _choices = [.. files.SelectMany(file => file.Types.OfType<EnumDeclarationSyntax>())];
        _options = files
            .SelectMany(file => file.Types.OfType<ClassDeclarationSyntax>())
            .Where(type => type.Identifier.ValueText.EndsWith("Options", StringComparison.Ordinal))
            .ToDictionary(type => type.Identifier.ValueText, StringComparer.Ordinal);
    }

    /// <summary>Every key with its type and default, and what may be chosen where a type is a choice.</summary>
    public IEnumerable<string> All => Under("TxOptions").Concat(
        from choice in _choices
        from member in choice.Members
        select $"value {choice.Identifier.ValueText} {member.Identifier.ValueText}");

    private IEnumerable<string> Under(string options, string prefix = "") =>
        from property in _options[options].Members.OfType<PropertyDeclarationSyntax>()
        where property.Modifiers.Any(modifier => modifier.ValueText == "public") && property.AccessorList is not null
        from key in KeysOf(property, prefix)
        select key;

    private IEnumerable<string> KeysOf(PropertyDeclarationSyntax property, string prefix)
    {
        var key = prefix + property.Identifier.ValueText;
        var type = property.Type is NullableTypeSyntax nullable ? nullable.ElementType : property.Type;
        if (_options.ContainsKey(type.ToString()))
            return Under(type.ToString(), key + ":");
        if (type is GenericNameSyntax { TypeArgumentList.Arguments: [.., var item] } collection && _options.ContainsKey(item.ToString()))
            return Under(item.ToString(), key + (collection.TypeArgumentList.Arguments.Count == 2 ? ":{name}:" : ":{n}:"));

        var value = property.Initializer?.Value.NormalizeWhitespace(" ", " ").ToFullString();
        return [$"{key} {property.Type}{(value is null ? "" : $" = {value}")}"];
    }
}
