using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Tx.House.Tests.Sources;

/// <summary>What sources may not say; each rule gives its offenders.</summary>
internal static class SourceRules
{
    private static readonly string[] HttpSenders = ["HttpClient", "SocketsHttpHandler", "HttpClientHandler", "IHttpClientFactory", "HttpMessageInvoker"];

    public static IEnumerable<string> NamesOfDatabase(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.IsIn("silo/Postgres", "embedded")
        from name in file.Names.Where(name => name.StartsWith("Npgsql", StringComparison.Ordinal) || name == "Dapper").Distinct()
        select $"{file.Path}: {name}";

    public static IEnumerable<string> NamesOfHttp(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsIn("silo", "grains", "grains.interfaces", "gateway", "domain") && !file.IsIn("silo/Source", "silo/Alerts")
        from name in file.Names.Intersect(HttpSenders)
        select $"{file.Path}: {name}";

    public static IEnumerable<string> Conditions(IEnumerable<SourceFile> files) =>
        from file in files
        where file.HasConditions && !file.IsIn("embedded", "simulator")
        select file.Path;

    public static IEnumerable<string> LostContexts(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsIn("grains")
        from call in file.Calls
        where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
            && call.ArgumentList.Arguments.FirstOrDefault()?.Expression.IsKind(SyntaxKind.TrueLiteralExpression) == false
        select $"{file.Path}: {call}";

    /// <summary>Classes that someone could inherit from without anybody having meant it.</summary>
    public static IEnumerable<string> OpenClasses(IEnumerable<SourceFile> files) =>
        from file in files
        from type in file.Types
        where (type is ClassDeclarationSyntax || type.IsKind(SyntaxKind.RecordDeclaration)) && !(file.IsIn("embedded") && IsAsOpenAsItMustBe(type))
        group (file.Path, type.Modifiers) by (Folder(file.Path), type.Identifier.ValueText, Outer(type)) into parts
        where !parts.SelectMany(part => part.Modifiers).Any(IsClosed)
        select $"{parts.First().Path}: {parts.Key.ValueText}";

    /// <summary>Files with several types, unless all but one of them are records or enums that belong to it.</summary>
    public static IEnumerable<string> CrowdedFiles(IEnumerable<SourceFile> files) =>
        from file in files
        let types = file.TopLevelTypes.ToList()
        let others = types.Count(type => type is not (RecordDeclarationSyntax or EnumDeclarationSyntax))
        where types.Count > 1 && others > (file.IsIn("grains.interfaces") ? 1 : 0)
        select $"{file.Path}: {types.Count} types";

    // What embedded shows is as open as what it stands in for; proxies are made from a class at run time.
    private static bool IsAsOpenAsItMustBe(BaseTypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PublicKeyword) || type.BaseList?.Types.Any(parent => parent.Type.ToString() == "DispatchProxy") == true;

    private static bool IsClosed(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.SealedKeyword) || modifier.IsKind(SyntaxKind.AbstractKeyword) || modifier.IsKind(SyntaxKind.StaticKeyword);

    private static string Outer(BaseTypeDeclarationSyntax type) =>
        string.Join('.', type.Ancestors().OfType<BaseTypeDeclarationSyntax>().Select(outer => outer.Identifier.ValueText));

    private static string Folder(string path) => path[..(path.LastIndexOf('/') + 1)];
}
