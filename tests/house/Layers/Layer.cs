namespace Orleans.Tx.House.Tests.Layers;

/// <summary>A room of the house: which others it may know, and which packages (a name, or the beginning of names with a star).</summary>
internal sealed record Layer(string Folder, string Project, string[] Knows, string[] Packages)
{
    public static IReadOnlyList<Layer> All { get; } =
    [
        new("grains.interfaces", "Orleans.Tx.Grains.Interfaces", [], []),
        new("domain", "Orleans.Tx.Domain", [], []),
        new("charts", "Orleans.Tx.Charts", ["Orleans.Tx.Grains.Interfaces", "Orleans.Tx.Domain"], []),
        new("grains", "Orleans.Tx.Grains", ["Orleans.Tx.Grains.Interfaces", "Orleans.Tx.Domain"], []),
        new("silo", "Orleans.Tx.Silo", ["Orleans.Tx.Grains"], ["Npgsql", "Dapper"]),
        new("gateway", "Orleans.Tx.Gateway", ["Orleans.Tx.Grains.Interfaces", "Orleans.Tx.Charts"],
            ["Grpc.*", "Google.Protobuf", "Microsoft.AspNetCore.App.Internal.Assets", "Microsoft.AspNetCore.OpenApi", "Swashbuckle.AspNetCore.SwaggerUI"]),
        new("client", "Orleans.Tx.Client",
            ["Orleans.Tx.Silo", "Orleans.Tx.Gateway", "Orleans.Tx.Simulator", "Orleans.Tx.Domain", "Orleans.Tx.Charts"], ["OpenTelemetry*", "Spectre.Console", "System.CommandLine"]),
        new("simulator", "Orleans.Tx.Simulator", [], []),
        new("embedded", "Orleans.Tx.Embedded", [], ["Npgsql", "Dapper"]),
        new("embedded/Grpc", "Orleans.Tx.Embedded.Grpc", [], []),
    ];

    /// <summary>What a project file reaches for that its layer may not know.</summary>
    public IEnumerable<string> CrossedBy(ProjectFile file) =>
        file.Projects.Where(project => !Knows.Contains(project))
            .Concat(file.Packages.Where(package => !Packages.Any(allowed => Matches(package, allowed))))
            .Select(reached => $"{Folder} → {reached}");

    private static bool Matches(string package, string allowed) =>
        allowed.EndsWith('*') ? package.StartsWith(allowed[..^1], StringComparison.Ordinal) : package == allowed;
}
