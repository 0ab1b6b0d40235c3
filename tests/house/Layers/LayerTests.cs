using System.Reflection;
using System.Xml.Linq;

namespace Orleans.Tx.House.Tests.Layers;

public sealed class LayerTests
{
    // The engine's packages, which Directory.Build.props gives out by project name.
    private static readonly Dictionary<string, string[]> Engine = new(StringComparer.Ordinal)
    {
        ["Orleans.Tx.Grains.Interfaces"] = ["Sdk"],
        ["Orleans.Tx.Grains"] = ["Sdk", "Runtime", "Reminders"],
        ["Orleans.Tx.Silo"] = ["Server", "Clustering.AdoNet", "Persistence.AdoNet", "Reminders.AdoNet"],
        ["Orleans.Tx.Gateway"] = ["Client"],
    };

    [Fact]
    public void Layers_know_only_whom_they_may_know() => Offenders.AssertNone(
        "A project knows one that its layer may not know:",
        Layer.All.SelectMany(layer => layer.CrossedBy(ProjectFile.Load($"{layer.Folder}/{layer.Project}.csproj"))));

    [Fact]
    public void Layers_are_all_the_projects_that_are_no_tests()
    {
        var projects = Repository.Files(".", ".csproj").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal));
        Assert.Equal(
            Layer.All.Select(layer => $"{layer.Folder}/{layer.Project}.csproj").Order(StringComparer.Ordinal),
            projects.Select(path => path.TrimStart('.', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Layer_that_reaches_too_far_is_found()
    {
        var gateway = Layer.All.Single(layer => layer.Folder == "gateway");
        var file = ProjectFile.Parse("Orleans.Tx.Gateway", """
            <Project>
              <ItemGroup>
                <ProjectReference Include="../grains.interfaces/Orleans.Tx.Grains.Interfaces.csproj" />
                <ProjectReference Include="..\silo\Orleans.Tx.Silo.csproj" />
                <PackageReference Include="Grpc.AspNetCore" />
                <PackageReference Include="Npgsql;Dapper" />
              </ItemGroup>
            </Project>
            """);
        Assert.Equal(["gateway → Orleans.Tx.Silo", "gateway → Npgsql", "gateway → Dapper"], gateway.CrossedBy(file));
    }

    [Fact]
    public void Engine_is_given_only_to_the_layers_that_hold_grains_or_host_them()
    {
        var given = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("OrleansPackages")
            .Select(element => (Project: ProjectIn(element), Packages: element.Value.Split(';')))
            .Where(gift => !gift.Project.EndsWith(".Tests", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(given);
        Offenders.AssertNone(
            "Directory.Build.props gives a project packages of the engine that its layer may not know:",
            from gift in given
            from package in gift.Packages
            where !Engine.GetValueOrDefault(gift.Project, []).Select(name => $"Microsoft.Orleans.{name}").Contains(package)
            select $"{gift.Project} → {package}");
    }

    [Fact]
    public void Server_of_gRPC_is_given_only_to_the_gateway()
    {
        var given = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("GrpcPackages")
            .ToDictionary(ProjectIn, element => element.Value, StringComparer.Ordinal);

        Assert.Equal(
            [KeyValuePair.Create("Orleans.Tx.Gateway", "Grpc.AspNetCore")],
            given.Where(gift => !gift.Key.EndsWith(".Tests", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Orleans.Tx.Domain", "")]
    [InlineData("Orleans.Tx.Grains.Interfaces", "Orleans")]
    [InlineData("Orleans.Tx.Charts", "Orleans.Tx.Grains.Interfaces,Orleans.Tx.Domain")]
    [InlineData("Orleans.Tx.Grains", "Orleans,Microsoft.Extensions")]
    [InlineData("Orleans.Tx.Silo", "Orleans,Microsoft.Extensions,Microsoft.Win32,Npgsql")]
    [InlineData("Orleans.Tx.Gateway", "Orleans.Tx.Grains.Interfaces,Orleans.Tx.Charts,Orleans.Tx.Domain,Orleans.Tx.Embedded,Orleans.Core.Abstractions,Orleans.Core,Orleans.Serialization,Orleans.Serialization.Abstractions,Google.Protobuf,Grpc,Microsoft.AspNetCore,Microsoft.Extensions,Microsoft.Net,Microsoft.OpenApi,Swashbuckle.AspNetCore.SwaggerUI")]
    [InlineData("Orleans.Tx.Simulator", "Microsoft.AspNetCore,Microsoft.Extensions,Microsoft.Net")]
    [InlineData("tx", "Orleans,Microsoft.AspNetCore,Microsoft.Extensions,Microsoft.Win32,OpenTelemetry,Spectre.Console")]
    public void Assembly_refers_only_to_what_its_layer_may_know(string name, string known)
    {
        string[] allowed = ["System", .. known.Split(',', StringSplitOptions.RemoveEmptyEntries)];
        Offenders.AssertNone(
            $"{name}.dll refers to an assembly that its layer may not know:",
            Assembly.Load(name).GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(reference => !allowed.Any(part => reference == part || reference.StartsWith(part + ".", StringComparison.Ordinal))));
    }

    private static string ProjectIn(XElement element) => ((string?)element.Attribute("Condition"))?.Split('\'') is { Length: 5 } parts
        ? parts[3]
        : throw new InvalidOperationException($"OrleansPackages has a condition that names no project: {element}");
}
