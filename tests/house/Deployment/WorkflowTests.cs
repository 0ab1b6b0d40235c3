using System.Text.RegularExpressions;

namespace Orleans.Tx.House.Tests.Deployment;

public sealed partial class WorkflowTests
{
    private static readonly Dictionary<string, object> Workflow = ComposeTests.Yaml(".github/workflows/ci.yml");

    private static IEnumerable<(string Job, Dictionary<object, object> Step)> Steps =>
        from job in (Dictionary<object, object>)Workflow["jobs"]
        from step in (List<object>)((Dictionary<object, object>)job.Value)["steps"]
        select ((string)job.Key, (Dictionary<object, object>)step);

    private static IEnumerable<string> Commands => from each in Steps where each.Step.ContainsKey("run") select (string)each.Step["run"];

    [Fact]
    public void Workflow_may_only_read_and_its_actions_are_pinned()
    {
        var permissions = Assert.Single((Dictionary<object, object>)Workflow["permissions"]);
        var actions = Steps.Where(each => each.Step.ContainsKey("uses")).Select(each => (string)each.Step["uses"]).ToList();

        Assert.Equal(("contents", "read"), ((string)permissions.Key, (string)permissions.Value));
        Assert.True(Workflow.ContainsKey("concurrency"));
        Assert.NotEmpty(actions);
        Offenders.AssertNone("An action is not pinned:", actions.Where(action => !Action().IsMatch(action)));
        Offenders.AssertNone("A job may take for ever:",
            ((Dictionary<object, object>)Workflow["jobs"]).Where(job => !((Dictionary<object, object>)job.Value).ContainsKey("timeout-minutes")).Select(job => (string)job.Key));
    }

    [Fact]
    public void Commands_that_it_runs_are_there()
    {
        var named = Commands.SelectMany(command => Own().Matches(command).Select(match => match.Groups[1].Value)).Distinct().ToList();

        Assert.Contains("tx", named);
        Offenders.AssertNone("A command is not in the repository:",
            named.Where(path => !File.Exists(Repository.PathOf(path)) && !Directory.Exists(Repository.PathOf(path)) && !path.Contains("/secrets", StringComparison.Ordinal) && path != "deploy/.env"));
    }

    [Fact]
    public void Both_engines_are_tested()
    {
        var jobs = (Dictionary<object, object>)Workflow["jobs"];
        var testing = Steps.Where(each => each.Step.TryGetValue("run", out var run) && (string)run == "./tx test").Select(each => each.Job).ToList();

        Assert.Equal(["embedded", "orleans"], testing);
        Assert.Equal("orleans", ((Dictionary<object, object>)((Dictionary<object, object>)jobs["orleans"])["env"])["TX_ENGINE"]);
    }

    [GeneratedRegex(@"^[\w./-]+@(v\d+|[0-9a-f]{40})\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Action();

    // What begins with ./ or deploy/.
    [GeneratedRegex(@"(?<![\w/.-])(?:\./)?((?<=\./)[\w./-]+|deploy/[\w./-]*\w)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Own();
}
