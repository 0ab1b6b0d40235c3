using System.Text.RegularExpressions;
using k8s.Models;

namespace Orleans.Tx.House.Tests.Deployment;

public sealed partial class ManifestTests
{
    // Named in the production overlay, and made by whoever keeps secrets there.
    private static readonly (string Secret, string Key)[] MadeElsewhere =
        [("orleans-tx-postgres", "pgpass"), ("orleans-tx-gateway-key", "sha256"), ("orleans-tx-source-acme", "")];

    public static TheoryData<string> Overlays => ["laptop", "production"];

    [Fact]
    public void Every_manifest_is_read_strictly_into_the_type_that_it_says_it_is()
    {
        Assert.NotEmpty(ManifestFile.All);
        Offenders.AssertNone(
            "A manifest is not what it says it is:",
            from path in ManifestFile.All
            let trouble = Record.Exception(() => Assert.NotEmpty(ManifestFile.Load(path)))
            where trouble is not null
            select $"{path}: {trouble.GetBaseException().Message}");
    }

    [Theory]
    [InlineData("spec: { replica: 2 }")]
    [InlineData("spec: { template: { spec: { containers: [ { name: a, readinesProbe: {} } ] } } }")]
    [InlineData("spec: { replicas: two }")]
    public void Manifest_with_a_field_that_its_type_does_not_have_is_found(string wrong) =>
        Assert.ThrowsAny<Exception>(() => ManifestFile.Parse($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: a }}\n{wrong}\n"));

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Whatever_is_referred_to_is_there(string overlay)
    {
        var rendered = Rendered(overlay);

        Offenders.AssertNone("A reference leads nowhere:", References(rendered));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Pods_have_no_rights_that_they_do_not_need(string overlay)
    {
        var rendered = Rendered(overlay);

        Assert.NotEmpty(rendered.Containers);
        Offenders.AssertNone("A pod may do more than it has to:", rendered.Containers.SelectMany(Rights));
        Offenders.AssertNone("Not every pod is closed off:", rendered.Pods
            .Where(pod => !rendered.All<V1NetworkPolicy>().Any(policy => policy.Spec.PodSelector.MatchLabels is null or { Count: 0 } && policy.Spec.Ingress is null && policy.Spec.Egress is null))
            .Select(pod => pod.Name));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Probes_ask_at_ports_that_are_open_and_images_are_pinned(string overlay)
    {
        var rendered = Rendered(overlay);

        Offenders.AssertNone("A probe asks where nobody listens:",
            from each in rendered.Containers
            from probe in (V1Probe?[])[each.Container.StartupProbe, each.Container.LivenessProbe, each.Container.ReadinessProbe]
            where (probe?.HttpGet?.Port ?? probe?.TcpSocket?.Port) is { } port && !(each.Container.Ports ?? []).Any(open => open.Name == port.Value)
            select each.Pod);
        Offenders.AssertNone("An image is not pinned:", rendered.Containers.Where(each => !Pinned().IsMatch(each.Container.Image)).Select(each => each.Container.Image));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Variables_of_the_program_are_keys_of_its_configuration(string overlay)
    {
        var rendered = Rendered(overlay);
        var names = from each in rendered.Containers from variable in each.Container.Env ?? [] where variable.Name.StartsWith("TX__", StringComparison.Ordinal) select variable.Name;

        Assert.NotEmpty(names);
        Offenders.AssertNone("A variable is no key of the configuration:", names.Distinct().Where(name => !ConfigurationVariables.Has(name)));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Drain_fits_into_the_time_that_a_pod_is_given(string overlay)
    {
        const int drain = 20;
        var rendered = Rendered(overlay);

        Offenders.AssertNone("A pod is killed before it has drained:",
            from each in rendered.Containers
            where each.Container.Args?[0] is "silo" or "gateway"
            where each.Spec.TerminationGracePeriodSeconds < drain + 5 + (each.Container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0)
            select each.Pod);
    }

    private static Overlay Rendered(string overlay) => new(overlay, Kustomization.Render(overlay));

    private static IEnumerable<string> Rights((string Pod, V1PodSpec Spec, V1Container Container) each)
    {
        var (pod, container) = (each.Spec.SecurityContext, each.Container.SecurityContext);
        if (pod?.RunAsNonRoot != true || pod.RunAsUser is null or 0 || pod.SeccompProfile?.Type != "RuntimeDefault")
            yield return $"{each.Pod}: who it runs as";
        if (container is not { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true } || container.Capabilities?.Drop?.Contains("ALL") != true || container.Capabilities.Add is not null)
            yield return $"{each.Pod}: rights of the container";
        if (each.Spec.AutomountServiceAccountToken != false || each.Spec.ServiceAccountName is null)
            yield return $"{each.Pod}: a token of the API server";
        if (each.Container.Resources?.Requests is not { } requests || !requests.ContainsKey("cpu") || !requests.ContainsKey("memory") || each.Container.Resources.Limits?.ContainsKey("memory") != true)
            yield return $"{each.Pod}: resources";
        if (each.Spec.HostNetwork == true || each.Spec.HostPID == true || (each.Spec.Volumes ?? []).Any(volume => volume.HostPath is not null))
            yield return $"{each.Pod}: what belongs to the node";
    }

    private static IEnumerable<string> References(Overlay overlay) =>
        Variables(overlay).Concat(Volumes(overlay)).Concat(Selectors(overlay)).Concat(
            from pod in overlay.Pods where !overlay.Names<V1ServiceAccount>().Contains(pod.Pod.Spec.ServiceAccountName) select $"{pod.Name}: {pod.Pod.Spec.ServiceAccountName}").Concat(
            from scaler in overlay.All<V2HorizontalPodAutoscaler>() where !overlay.Names<V1Deployment>().Contains(scaler.Spec.ScaleTargetRef.Name) select scaler.Spec.ScaleTargetRef.Name).Concat(
            from set in overlay.All<V1StatefulSet>() where !overlay.Names<V1Service>().Contains(set.Spec.ServiceName) select set.Spec.ServiceName);

    private static IEnumerable<string> Variables(Overlay overlay) =>
        from each in overlay.Containers
        from variable in each.Container.Env ?? []
        let map = variable.ValueFrom?.ConfigMapKeyRef
        let secret = variable.ValueFrom?.SecretKeyRef
        where (map is not null && map.Optional != true && !overlay.HasConfiguration(map.Name, map.Key)) || (secret is not null && !HasSecret(overlay, secret.Name, secret.Key))
        select $"{each.Pod}: {variable.Name}";

    private static IEnumerable<string> Volumes(Overlay overlay) =>
        (from each in overlay.Containers
         from mount in each.Container.VolumeMounts ?? []
         where !(each.Spec.Volumes ?? []).Any(volume => volume.Name == mount.Name)
             && !overlay.All<V1StatefulSet>().SelectMany(set => set.Spec.VolumeClaimTemplates ?? []).Any(claim => claim.Metadata.Name == mount.Name)
         select $"{each.Pod}: mount {mount.Name}")
        .Concat(
            from pod in overlay.Pods
            from volume in pod.Pod.Spec.Volumes ?? []
            where (volume.ConfigMap is { } map && !map.Items.All(item => overlay.HasConfiguration(map.Name, item.Key)))
                || (volume.Secret is { } secret && !(secret.Items?.Select(item => item.Key) ?? [""]).All(key => HasSecret(overlay, secret.SecretName, key)))
            select $"{pod.Name}: volume {volume.Name}")
        .Concat(
            from pod in overlay.Pods
            from volume in pod.Pod.Spec.Volumes ?? []
            where !pod.Pod.Spec.Containers.SelectMany(container => container.VolumeMounts ?? []).Any(mount => mount.Name == volume.Name)
            select $"{pod.Name}: nobody mounts {volume.Name}");

    private static IEnumerable<string> Selectors(Overlay overlay) =>
        (from service in overlay.All<V1Service>()
         from port in service.Spec.Ports
         where !overlay.PortsOf(service.Spec.Selector).Contains(port.TargetPort.Value)
         select $"service {service.Metadata.Name}: {port.TargetPort.Value}")
        .Concat(from budget in overlay.All<V1PodDisruptionBudget>() where !overlay.SelectsAny(budget.Spec.Selector.MatchLabels) select $"budget {budget.Metadata.Name}")
        .Concat(from policy in overlay.All<V1NetworkPolicy>()
                where !overlay.SelectsAny(policy.Spec.PodSelector.MatchLabels, policy.Spec.PodSelector.MatchExpressions)
                select $"policy {policy.Metadata.Name}")
        .Concat(from policy in overlay.All<V1NetworkPolicy>()
                from rule in policy.Spec.Ingress ?? []
                from port in rule.Ports ?? []
                where !overlay.PortsOf(policy.Spec.PodSelector.MatchLabels, policy.Spec.PodSelector.MatchExpressions).Contains(port.Port.Value)
                select $"policy {policy.Metadata.Name}: lets in to {port.Port.Value}")
        .Concat(from policy in overlay.All<V1NetworkPolicy>()
                from peer in (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? []).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? []))
                where peer.PodSelector is { } pods && peer.NamespaceSelector is null && !overlay.SelectsAny(pods.MatchLabels, pods.MatchExpressions)
                select $"policy {policy.Metadata.Name}: a peer that is nobody")
        .Concat(from policy in overlay.All<V1NetworkPolicy>()
                from rule in policy.Spec.Egress ?? []
                from peer in rule.To ?? []
                where peer.PodSelector is not null && peer.NamespaceSelector is null
                from port in rule.Ports ?? []
                where !overlay.PortsOf(peer.PodSelector.MatchLabels, peer.PodSelector.MatchExpressions).Contains(port.Port.Value)
                select $"policy {policy.Metadata.Name}: lets out to {port.Port.Value}");

    private static bool HasSecret(Overlay overlay, string secret, string key) =>
        overlay.HasSecret(secret, key) || (overlay.Name == "production" && MadeElsewhere.Contains((secret, key)));

    // A version, never a name that moves; or a digest.
    [GeneratedRegex(@"^[\w./-]+(:v?\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Pinned();
}
