using System.Text.RegularExpressions;

namespace Orleans.Tx.House.Tests.Sources;

public sealed partial class SourceRuleTests
{
    private static readonly string[] VagueFolders = ["Helpers", "Helper", "Utils", "Util", "Utilities", "Models", "Services", "Common", "Misc"];

    [Fact]
    public void Only_silo_Postgres_names_the_database() =>
        Offenders.AssertNone("Npgsql or Dapper is named outside of silo/Postgres and embedded:", SourceRules.NamesOfDatabase(SourceFile.Product));

    [Fact]
    public void Only_silo_Source_and_silo_Alerts_send_HTTP() =>
        Offenders.AssertNone("HTTP is sent by others than silo/Source, to a source, and silo/Alerts, to a person's hook:", SourceRules.NamesOfHttp(SourceFile.Product));

    [Fact]
    public void Product_has_no_conditional_compilation() =>
        Offenders.AssertNone("#if stands outside of embedded:", SourceRules.Conditions(SourceFile.Product));

    [Fact]
    public void Grains_never_leave_their_scheduler() =>
        Offenders.AssertNone("A grain awaits with ConfigureAwait(false):", SourceRules.LostContexts(SourceFile.Product));

    [Fact]
    public void Classes_are_sealed_abstract_or_static() =>
        Offenders.AssertNone("A class is neither sealed nor abstract nor static:", SourceRules.OpenClasses(SourceFile.Product));

    [Fact]
    public void Files_hold_one_type_or_records_that_belong_together() =>
        Offenders.AssertNone("A file holds several types:", SourceRules.CrowdedFiles(SourceFile.Product));

    [Fact]
    public void Folders_are_named_after_capabilities() => Offenders.AssertNone(
        "A folder is named after a kind of class:",
        Repository.Files(".", ".cs")
            .Select(path => path[..(path.LastIndexOf('/') + 1)])
            .Distinct()
            .Where(folder => folder.Split('/').Intersect(VagueFolders, StringComparer.OrdinalIgnoreCase).Any()));

    [Fact]
    public void No_file_names_a_path_of_somebodys_machine()
    {
        // The folder that this was built in and the home of whoever builds it, wherever that is.
        string[] own = [Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/"];
        Offenders.AssertNone(
            "A file names a path of somebody's machine:",
            from path in Repository.Files(".", ".cs", ".csproj", ".props", ".json", ".md", ".yml", ".yaml", ".sln", ".proto", ".editorconfig", "/tx", "/run")
            from line in File.ReadLines(Repository.PathOf(path))
            where MachinePath.IsMatch(line) || own.Where(part => part.Length > 2 && part.Count(c => c is '/' or '\\') > 1).Any(line.Contains)
            select $"{path}: {line.Trim()}");
    }

    [Fact]
    public void Rules_find_what_breaks_them()
    {
        SourceFile[] files =
        [
            SourceFile.Parse("grains/Bad.cs", "using Npgsql; class Bad { async Task M() { await Task.Yield().ConfigureAwait(false); } } class Two;"),
            SourceFile.Parse("gateway/Bad.cs", "#if X\n#endif\nsealed class Bad { HttpClient _a; }"),
        ];
        Assert.Equal(["grains/Bad.cs: Npgsql"], SourceRules.NamesOfDatabase(files));
        Assert.Equal(["gateway/Bad.cs: HttpClient"], SourceRules.NamesOfHttp(files));
        Assert.Equal(["gateway/Bad.cs"], SourceRules.Conditions(files));
        Assert.Single(SourceRules.LostContexts(files));
        Assert.Equal(["grains/Bad.cs: Bad", "grains/Bad.cs: Two"], SourceRules.OpenClasses(files));
        Assert.Equal(["grains/Bad.cs: 2 types"], SourceRules.CrowdedFiles(files));
        Assert.Matches(MachinePath, "/home/" + "somebody/x");
    }

    [Fact]
    public void Rules_let_pass_what_keeps_them()
    {
        SourceFile[] files =
        [
            SourceFile.Parse("silo/Postgres/Store.cs", "using Npgsql; internal sealed partial class Store { }"),
            SourceFile.Parse("silo/Postgres/Store.Log.cs", "internal partial class Store { }"),
            SourceFile.Parse("silo/Source/Api.cs", "abstract class Api { HttpClient _a; }"),
            SourceFile.Parse("grains/Grain.cs", "// Npgsql, HttpClient\nstatic class Grain { const string A = \"Npgsql\"; }"),
            SourceFile.Parse("grains.interfaces/IGrain.cs", "interface IGrain; sealed record A; enum B { C }"),
            SourceFile.Parse("embedded/Proxy.cs", "internal class Proxy : DispatchProxy;"),
            SourceFile.Parse("embedded/Shown.cs", "public class Shown;"),
            SourceFile.Parse("domain/Records.cs", "readonly record struct A; sealed record B; enum C { D }"),
        ];
        Assert.Empty(SourceRules.NamesOfDatabase(files));
        Assert.Empty(SourceRules.NamesOfHttp(files));
        Assert.Empty(SourceRules.Conditions(files));
        Assert.Empty(SourceRules.OpenClasses(files));
        Assert.Empty(SourceRules.CrowdedFiles(files));
    }

    // Homes and temporary folders; where Homebrew installs on every Linux is nobody's home.
    [GeneratedRegex(@"(?<![\w.])/home/(?!linuxbrew/)\w|(?<![\w.])/Users/\w|[A-Z]:\\Users\\|(?<![\w.}])/tmp/\w", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MachinePath { get; }
}
