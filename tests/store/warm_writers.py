"""What a writer needs, loaded once in the fork server that all writers come from."""

from store_making import profile

from store.artefacts import installed

installed()
profile()
