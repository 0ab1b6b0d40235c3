using k8s.Models;

namespace Orleans.Tx.House.Tests.Deployment;

/// <summary>An overlay's objects, and what in them refers to what.</summary>
internal sealed class Overlay(string name, IReadOnlyList<object> objects)
{
    public string Name => name;

    /// <summary>Pods that are made, by the name of what makes them.</summary>
    public IEnumerable<(string Name, V1PodTemplateSpec Pod)> Pods =>
        All<V1Deployment>().Select(deployment => (deployment.Metadata.Name, deployment.Spec.Template))
            .Concat(All<V1StatefulSet>().Select(set => (set.Metadata.Name, set.Spec.Template)));

    public IEnumerable<(string Pod, V1PodSpec Spec, V1Container Container)> Containers =>
        from pod in Pods
        from container in pod.Pod.Spec.Containers.Concat(pod.Pod.Spec.InitContainers ?? [])
        select ($"{name}: {pod.Name}/{container.Name}", pod.Pod.Spec, container);

    public IEnumerable<T> All<T>() => objects.OfType<T>();

    public IEnumerable<string> Names<T>() where T : IMetadata<V1ObjectMeta> => All<T>().Select(item => item.Metadata.Name);

    /// <summary>Whether an object has a key, such as a file of a ConfigMap.</summary>
    public bool HasConfiguration(string map, string key) => All<V1ConfigMap>().Any(item => item.Metadata.Name == map && item.Data?.ContainsKey(key) == true);

    public bool HasSecret(string secret, string key) => All<V1Secret>().Any(item => item.Metadata.Name == secret && item.Data?.ContainsKey(key) == true);

    /// <summary>Whether the labels of any pod are those that a selector asks for.</summary>
    public bool SelectsAny(IDictionary<string, string>? labels, IList<V1LabelSelectorRequirement>? expressions = null) => Pods.Any(pod =>
        (labels ?? new Dictionary<string, string>()).All(label => pod.Pod.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value)
        && (expressions ?? []).All(asked => asked.OperatorProperty == "In" && asked.Values.Contains(pod.Pod.Metadata.Labels.TryGetValue(asked.Key, out var value) ? value : "")));

    /// <summary>The ports, by name or number, that the pods with these labels open.</summary>
    public IEnumerable<string> PortsOf(IDictionary<string, string>? labels, IList<V1LabelSelectorRequirement>? expressions = null) =>
        from pod in Pods
        where new Overlay(name, [new V1Deployment { Metadata = new(), Spec = new() { Template = pod.Pod } }]).SelectsAny(labels, expressions)
        from container in pod.Pod.Spec.Containers
        from port in container.Ports ?? []
        from known in (string?[])[port.Name, port.ContainerPort.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        where known is not null
        select known;
}
