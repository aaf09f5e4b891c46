from __future__ import annotations
import json
from django.urls import get_resolver
from tests.web.project.test_every_address import *
from tests.web.project.test_every_address import site
FORMS = {"assessment:claim": {"version": "99", "explanation": "x"}, "assessment:certify": {"step": "checked", "digest": "x"}, "assessment:onward": {"verb": "open_appraisal"}}
def test_discover(site):
    out = {}
    for name in addresses(get_resolver()):
        try:
            path = site.path(name)
        except Exception as e:
            print('NOPATH', name, repr(e)); continue
        for post in (False, True):
            res = {}
            for p in PEOPLE:
                c = site.client(p)
                try:
                    with transaction.atomic():
                        if post and name == "files:upload_start":
                            a = c.post(path, {"agency": OWN, "name": "x.txt", "size": 5}, content_type="application/json")
                        else:
                            a = c.post(path, FORMS.get(name, {})) if post else c.get(path)
                        res[p] = a.status_code if not (a.status_code == 302 and '/tai-khoan/dang-nhap/' in a.headers['Location']) else 'login'
                        a.close()
                        transaction.set_rollback(True)
                except Exception as e:
                    res[p] = 'EXC ' + type(e).__name__ + str(e)[:60]
            out[f"{name} {'POST' if post else 'GET'}"] = res
    open('/tmp/demo_try/disc.json','w').write(json.dumps(out, indent=0))
    assert 0
