namespace Orleans.Storage;

/// <summary>What must be loaded before a grain's <c>OnActivateAsync</c>.</summary>
internal interface ILoadedWithActivation
{
    Task LoadAsync(CancellationToken cancellationToken);
}
