namespace Orleans.Tx.Grains.Watching;

/// <summary>What a person was told and is to be told, in the order in which it came about.</summary>
[GenerateSerializer, Alias("tx.WatchState")]
internal sealed class WatchState
{
    [Id(0)]
    public List<Condition> Conditions { get; set; } = [];

    /// <summary>What is to be told next; null where nothing is.</summary>
    public Condition? Due() => Conditions.Find(condition => condition.IsDue());

    public bool IsLagging(string source) =>
        Conditions.Exists(condition => condition.Kind == AlertKinds.Lag && condition.Source == source && !condition.IsOver);

    /// <summary>Takes in what holds now. A condition is told once however long it lasts, and once more when it is over.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Take(IReadOnlyCollection<Condition> now)
    {
        var over = Conditions.Where(known => !known.IsOver && !now.Any(known.IsSameAs)).ToList();
        var begun = now.Where(condition => !Conditions.Exists(known => !known.IsOver && known.IsSameAs(condition))).ToList();
        foreach (var condition in over)
            condition.IsOver = true;
        Conditions.AddRange(begun);
        return over.Count + begun.Count > 0;
    }

    /// <summary>What was due was told. Of what came and went before anybody heard, both are told.</summary>
    public void Told(Condition condition)
    {
        if (condition is { IsTold: true, IsOver: true })
            Conditions.Remove(condition);
        condition.IsTold = true;
    }
}
