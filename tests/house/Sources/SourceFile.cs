using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Tx.House.Tests.Sources;

/// <summary>A C# file as the compiler reads it: words in comments and texts are no names.</summary>
internal sealed class SourceFile
{
    private readonly CompilationUnitSyntax _unit;

    private SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        _unit = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();
    }

    /// <summary>All of the product's.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } =
        [.. Repository.Product.SelectMany(folder => Repository.Files(folder, ".cs")).Select(Load)];

    /// <summary>Relative to the root.</summary>
    public string Path { get; }

    public string Text { get; }

    public int Lines => Text.Length == 0 ? 0 : Text.TrimEnd('\n').Count(character => character == '\n') + 1;

    public IEnumerable<BaseTypeDeclarationSyntax> Types => _unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>();

    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        _unit.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>Names that the code uses.</summary>
    public IEnumerable<string> Names => _unit.DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
        .Select(token => token.ValueText);

    public bool HasConditions => _unit.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia));

    public IEnumerable<InvocationExpressionSyntax> Calls => _unit.DescendantNodes().OfType<InvocationExpressionSyntax>();

    /// <summary>Methods, constructors, operators and accessors that have a body, with their lengths from first to last line.</summary>
    public IEnumerable<(string Name, int Lines)> Methods => _unit.DescendantNodes()
        .Where(node => node is BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null }
            or AccessorDeclarationSyntax { Body: not null } or PropertyDeclarationSyntax { ExpressionBody: not null })
        .Select(node => ($"{Path}: {NameOf(node)}", LengthOf(node)));

    public static SourceFile Load(string path) => new(path, File.ReadAllText(Repository.PathOf(path)));

    public static SourceFile Parse(string path, string text) => new(path, text);

    public bool IsIn(params string[] folders) => folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        AccessorDeclarationSyntax accessor => $"{NameOf(accessor.Parent!.Parent!)}.{accessor.Keyword.ValueText}",
        ConstructorDeclarationSyntax constructor => $"new {constructor.Identifier.ValueText}",
        IndexerDeclarationSyntax => "this[]",
        _ => node.Kind().ToString(),
    };

    // Attributes and documentation stand before the first line.
    private static int LengthOf(SyntaxNode node)
    {
        var first = node.ChildNodesAndTokens().First(part => !part.IsKind(SyntaxKind.AttributeList));
        var lines = node.SyntaxTree.GetLineSpan(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(first.SpanStart, node.Span.End));
        return lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1;
    }
}
