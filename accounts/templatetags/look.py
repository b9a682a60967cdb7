from django import template

register = template.Library()


@register.filter
def page_numbers(page):
    """The page numbers worth offering: the ends, the neighbours, and an ellipsis for the rest."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def is_under(request, address):
    """Is the page shown the one at this address, or one below it? Everything lies below the front page: it has to be it."""
    return request.path == address if address == "/" else request.path.startswith(address)
