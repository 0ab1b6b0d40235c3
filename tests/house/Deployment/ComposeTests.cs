using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Orleans.Tx.House.Tests.Deployment;

public sealed class ComposeTests
{
    private const string File = "deploy/compose.yaml";

    private static readonly Dictionary<string, object> Compose = Yaml(File);

    private static IEnumerable<(string Name, Dictionary<object, object> Service)> Services =>
        ((Dictionary<object, object>)Compose["services"]).Select(service => ((string)service.Key, (Dictionary<object, object>)service.Value));

    [Fact]
    public void Services_have_no_rights_that_they_do_not_need_and_tell_how_they_are()
    {
        Assert.NotEmpty(Services);
        Offenders.AssertNone("A service may do more than it has to:",
            from each in Services
            where !Is(each.Service, "read_only", "true") || !List(each.Service, "cap_drop").Contains("ALL") || !List(each.Service, "security_opt").Contains("no-new-privileges:true")
                || each.Service.ContainsKey("cap_add") || each.Service.ContainsKey("privileged")
            select each.Name);
        Offenders.AssertNone("Nobody looks whether a service is well:", Services.Where(each => !each.Service.ContainsKey("healthcheck")).Select(each => each.Name));
        Offenders.AssertNone("A port is open to others than this machine:",
            Services.SelectMany(each => List(each.Service, "ports")).Where(port => !port.StartsWith("127.0.0.1:", StringComparison.Ordinal)));
        Offenders.AssertNone("An image is not pinned:", Services.Select(each => (string)each.Service["image"]).Where(image => !ManifestTests.Pinned().IsMatch(image)));
    }

    [Fact]
    public void Whatever_is_referred_to_is_there()
    {
        var names = Services.Select(each => each.Name).ToList();
        var kinds = new[] { "networks", "secrets", "volumes", "configs" }.ToDictionary(kind => kind, kind => ((Dictionary<object, object>)Compose[kind]).Keys.Cast<string>().ToList());

        Offenders.AssertNone("A reference leads nowhere:",
            Services.SelectMany(each => Keys(each.Service, "depends_on").Except(names).Select(name => $"{each.Name}: {name}"))
                .Concat(Services.SelectMany(each => List(each.Service, "networks").Except(kinds["networks"]).Select(name => $"{each.Name}: {name}")))
                .Concat(Services.SelectMany(each => List(each.Service, "secrets").Except(kinds["secrets"]).Select(name => $"{each.Name}: {name}")))
                .Concat(Services.SelectMany(each => List(each.Service, "volumes")).Select(volume => volume.Split(':')[0])
                    .Where(source => source.StartsWith('.') ? !IsThere(source) : !kinds["volumes"].Contains(source)))
                .Concat(((Dictionary<object, object>)Compose["configs"]).Values.Select(config => (string)((Dictionary<object, object>)config)["file"]).Where(source => !IsThere(source))));
    }

    [Fact]
    public void Variables_of_the_program_are_keys_of_its_configuration()
    {
        var variables = Services.SelectMany(each => Keys(each.Service, "environment")).Where(name => name.StartsWith("TX__", StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(variables);
        Offenders.AssertNone("A variable is no key of the configuration:", variables.Where(name => !ConfigurationVariables.Has(name)));
    }

    [Fact]
    public void Configurations_that_are_deployed_are_ones_that_the_program_takes()
    {
        var files = Repository.Files("deploy", "/tx.json");

        Assert.Equal(3, files.Count);
        Assert.All(files, file => Assert.Single(Silo.Configuration.TxConfiguration.Load(Repository.PathOf(file), []).Sources));
    }

    [Fact]
    public void Image_has_the_folders_of_all_projects_that_the_program_is_made_of_and_pins_what_it_stands_on()
    {
        var kept = System.IO.File.ReadAllLines(Repository.PathOf(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var dockerfile = System.IO.File.ReadAllLines(Repository.PathOf("deploy/Dockerfile"));
        var images = dockerfile.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ').First(word => word.Contains('/', StringComparison.Ordinal))).ToList();

        Assert.Equal(2, images.Count);
        Offenders.AssertNone("An image is not pinned:", images.Where(image => !ManifestTests.Pinned().IsMatch(image)));
        Assert.Contains("USER $APP_UID", dockerfile);
        Offenders.AssertNone("A project is not in the image's context:", Repository.Product.Where(folder => folder != "embedded").Except(kept));
    }

    internal static Dictionary<string, object> Yaml(string relative)
    {
        using var text = new StreamReader(Repository.PathOf(relative));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(text)));
    }

    private static bool IsThere(string source) =>
        Path.Combine("deploy", source) is var path && (System.IO.File.Exists(Repository.PathOf(path)) || Directory.Exists(Repository.PathOf(path)));

    private static bool Is(Dictionary<object, object> service, string key, string value) => service.TryGetValue(key, out var found) && (string)found == value;

    private static IEnumerable<string> List(Dictionary<object, object> service, string key) =>
        service.TryGetValue(key, out var found) && found is List<object> list ? list.Select(item => item as string ?? "") : [];

    private static IEnumerable<string> Keys(Dictionary<object, object> service, string key) =>
        service.TryGetValue(key, out var found) ? ((Dictionary<object, object>)found).Keys.Cast<string>() : [];
}
