namespace Orleans.Tx.Client.Orders;

/// <summary>Takes the orders of a log as they are read.</summary>
internal interface IOrderSink
{
    void Add(in Order order);
}
