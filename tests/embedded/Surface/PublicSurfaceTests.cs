using System.Reflection;
using Grpc.Core;

namespace Orleans.Tx.Embedded.Tests.Surface;

/// <summary>Holds the engine to the names and signatures of the packages that it stands in for.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly PublicSurface Packages = ReadPackages();

    [Theory]
    [InlineData(typeof(Grain))]
    [InlineData(typeof(ServerCallContext))]
    public void Nothing_public_is_beyond_what_the_packages_have(Type ofAssembly)
    {
        var beyond = PublicSurface.Of(ofAssembly.Assembly).Beyond(Packages).Order(StringComparer.Ordinal).ToList();

        Assert.True(beyond.Count == 0, "Not in the packages, or with another signature:\n" + string.Join('\n', beyond));
    }

    [Fact]
    public void What_is_not_in_the_packages_is_found()
    {
        // This assembly's own public types are in no package.
        var beyond = PublicSurface.Of(Assembly.GetExecutingAssembly()).Beyond(Packages).ToList();

        Assert.Contains("sealed class Orleans.Tx.Embedded.Tests.ScriptedGrain", beyond);
        Assert.Contains("interface Orleans.Tx.Embedded.Tests.IScriptedGrain", beyond);
    }

    [Theory]
    [InlineData("abstract class Orleans.Grain", "protected Void DeactivateOnIdle(Int32 seconds)")]
    [InlineData("interface Orleans.Runtime.IGrainTimer", "Void Change(TimeSpan due, TimeSpan period)")]
    [InlineData("enum Orleans.DeactivationReasonCode", "Bored")]
    [InlineData("class Orleans.Hosting.ISiloBuilder", null)]
    public void A_changed_signature_is_found(string type, string? member)
    {
        var changed = new PublicSurface();
        changed.Read(new StringReader(member is null ? type : $"{type}\n    {member}"));

        Assert.Equal([member is null ? type : $"{type} | {member}"], changed.Beyond(Packages));
    }

    [Fact]
    public void The_lists_are_all_there()
    {
        Assert.Superset(
            new HashSet<string>
            {
                "class Orleans.Configuration.AdoNetClusteringSiloOptions",
                "interface Orleans.Runtime.IGrainContext",
                "interface Orleans.IClusterClient",
                "class Orleans.Configuration.AdoNetGrainStorageOptions",
                "class Orleans.Configuration.MemoryGrainStorageOptions",
                "class Orleans.Configuration.AdoNetReminderTableOptions",
                "interface Orleans.IRemindable",
                "interface Orleans.Hosting.ISiloBuilder",
                "sealed class Orleans.GenerateSerializerAttribute",
                "static class Microsoft.Extensions.Hosting.OrleansSiloGenericHostExtensions",
                "abstract class Grpc.Core.ServerCallContext",
                "class Grpc.AspNetCore.Server.GrpcServiceOptions",
            },
            Packages.Types.ToHashSet());
    }

    private static PublicSurface ReadPackages()
    {
        var packages = new PublicSurface();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".txt", StringComparison.Ordinal)))
        {
            using var list = new StreamReader(assembly.GetManifestResourceStream(name)!);
            packages.Read(list);
        }

        return packages;
    }
}
